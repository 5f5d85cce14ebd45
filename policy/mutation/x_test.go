package mutation
import ("testing";"time";"os";"strings")
func TestX(t *testing.T) {
 s := time.Now()
 rs, err := Run(t.Context(), "../..", strings.Fields(os.Getenv("PK"))...)
 if err != nil { t.Fatal(err) }
 for _, r := range rs { t.Log(r); for _, m := range r.Survivors { t.Log("   ", m) } }
 t.Log(time.Since(s))
}
