package main

import "testing"

func TestTableEscapesWhatIsMarkup(t *testing.T) {
	t.Parallel()
	got := table([]string{"a", "b"}, [][]string{{"x|y <z> *", "`<x|y>` and *"}, {"", "plain"}})
	want := "| a | b |\n| --- | --- |\n" +
		`| x\|y &lt;z&gt; \* | ` + "`<x\\|y>`" + ` and \* |` + "\n|  | plain |\n"
	if got != want {
		t.Errorf("the table is\n%s\nwant\n%s", got, want)
	}
}
