package mutation

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
)

// instrumented is a source with its mutants in it.
type instrumented struct {
	name, text string
}

// mutator puts mutants into one file.
type mutator struct {
	*source
	text    string
	file    string
	edits   edits
	mutants []Mutant
	first   int
	tests   string
	// function is the one that is visited.
	function struct {
		name string
		body *ast.BlockStmt
	}
}

// instrument puts mutants, whose ids begin with first, into every file of the package.
func (s *source) instrument(first int) ([]instrumented, []Mutant) {
	var files []instrumented
	var mutants []Mutant
	for i, file := range s.files {
		m := &mutator{source: s, text: s.texts[i], file: s.GoFiles[i], first: first + len(mutants)}
		m.mutate(file)
		if len(m.mutants) == 0 {
			continue
		}
		mutants = append(mutants, m.mutants...)
		files = append(files, instrumented{name: m.file, text: m.edits.apply(m.text)})
	}
	return files, mutants
}

func (m *mutator) mutate(file *ast.File) {
	var ids []string
	m.rules(file, func(field string, value ast.Expr) {
		if id := m.constantText(value); field == "ID" && id != "" {
			ids = append(ids, id)
		}
	})
	if len(ids) > 0 {
		m.tests = "/^(" + strings.Join(ids, "|") + ")$"
	}
	m.edits.open(m.offset(file.Name.End()), `; import "private-acr/policy/mutation/mutant"`)
	m.types(file)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			m.body(n.Name.Name, n.Body)
		case *ast.FuncLit:
			m.body("", n.Body)
		case *ast.KeyValueExpr:
			if m.snippet(n.Key) != "Check" {
				return true
			}
			m.check(n.Value)
		default:
			return true
		}
		return false
	})
}

// check changes the check of a rule, which need not be a function: rule.MustBe("sku.name", "Premium", …).
func (m *mutator) check(value ast.Expr) {
	ast.Inspect(value, func(n ast.Node) bool {
		if function, ok := n.(*ast.FuncLit); ok {
			m.body("", function.Body)
			return false
		}
		return n == nil || m.visit(n)
	})
}

// rules calls visit with every field of every rule that the file has.
func (m *mutator) rules(in ast.Node, visit func(field string, value ast.Expr)) {
	ast.Inspect(in, func(n ast.Node) bool {
		literal, ok := n.(*ast.CompositeLit)
		if !ok || !m.isType(literal, "Rule") {
			return true
		}
		for _, element := range literal.Elts {
			if pair, ok := element.(*ast.KeyValueExpr); ok {
				visit(m.snippet(pair.Key), pair.Value)
			}
		}
		return true
	})
}

// types changes the types of the resources that a rule checks.
func (m *mutator) types(file *ast.File) {
	ast.Inspect(file, func(n ast.Node) bool {
		var listed *ast.CompositeLit
		if literal, ok := n.(*ast.CompositeLit); ok && m.isType(literal, "Rule") {
			m.rules(literal, func(field string, value ast.Expr) {
				if field == "Types" {
					listed, _ = value.(*ast.CompositeLit)
				}
			})
		}
		if listed != nil {
			for _, element := range listed.Elts {
				m.wrap(element, "Type", m.snippet(element)+" is not looked at")
			}
		}
		return true
	})
}

func (m *mutator) body(name string, body *ast.BlockStmt) {
	if body != nil {
		m.function.name, m.function.body = name, body
		ast.Inspect(body, m.visit)
	}
}

// visit changes the expressions right below the node. Of what is to nest, the outer has to come first.
func (m *mutator) visit(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.GenDecl:
		return n.Tok == token.VAR
	case *ast.IfStmt:
		m.condition(n.Cond)
	case *ast.ForStmt:
		m.condition(n.Cond)
	case *ast.CaseClause:
		each(n.List, m.condition, m.words)
	case *ast.ReturnStmt:
		each(n.Results, m.condition, m.answer, m.words)
	case *ast.KeyValueExpr:
		each([]ast.Expr{n.Value}, m.condition, m.words)
	case *ast.CompositeLit:
		each(n.Elts, m.words)
	case *ast.IndexExpr:
		m.words(n.Index)
	case *ast.BinaryExpr:
		m.binary(n)
	case *ast.CallExpr:
		m.call(n)
	case *ast.SelectorExpr:
		m.picked(n)
	}
	return true
}

func each(expressions []ast.Expr, changes ...func(ast.Expr)) {
	for _, e := range expressions {
		for _, change := range changes {
			change(e)
		}
	}
}

// condition negates what is true or false.
func (m *mutator) condition(e ast.Expr) {
	if e != nil && m.basic(e) == types.Bool {
		m.wrap(e, "Bool", m.snippet(e)+" is negated")
	}
}

// words changes a text that is written down.
func (m *mutator) words(e ast.Expr) {
	literal, ok := e.(*ast.BasicLit)
	isText := m.isConstant(e) && m.info.Types[e].Value.Kind() == constant.String
	// A literal of a type with a name would lose that type.
	if !isText || ok && literal.Kind == token.STRING && m.basic(e) != types.String {
		return
	}
	m.wrap(e, "Text", m.snippet(e)+" becomes another text")
}

// number changes a number that is written down.
func (m *mutator) number(e ast.Expr) {
	kind := m.basic(e)
	if !m.isConstant(e) || kind != types.Int && kind != types.Float64 {
		return
	}
	id := m.add(e, m.snippet(e)+" becomes one more")
	m.edits.open(m.offset(e.Pos()), fmt.Sprintf("mutant.Number(%d, %s(", id, types.Typ[kind]))
	m.edits.closes(m.offset(e.End()), m.offset(e.End()), "))")
}

// operand negates an answer that is asked for together with another.
func (m *mutator) operand(e ast.Expr) {
	if m.isType(e, "Answer") && !m.isConstant(e) && m.method(e) != "Not" {
		m.wrap(e, "Negated", m.snippet(e)+" is negated")
	}
}

// answer changes an answer that something follows from.
func (m *mutator) answer(e ast.Expr) {
	m.operand(e)
	if m.isType(e, "Answer") && !m.isConstant(e) && !m.isKnown(e) {
		m.wrap(e, "Unknown", m.snippet(e)+" is no where it is unknown", "1")
		m.wrap(e, "Unknown", m.snippet(e)+" is yes where it is unknown", "2")
	}
}

// isKnown says that the expression is rule.Known(…), which never is unknown.
func (m *mutator) isKnown(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	function, ok := call.Fun.(*ast.SelectorExpr)
	return ok && isRule(m.info.Uses[function.Sel], "Known")
}

// method is the name of the method of an answer that the expression calls.
func (m *mutator) method(e ast.Expr) string {
	if call, ok := e.(*ast.CallExpr); ok {
		if function, ok := call.Fun.(*ast.SelectorExpr); ok && m.isType(function.X, "Answer") {
			return function.Sel.Name
		}
	}
	return ""
}

var boundaries = map[token.Token]struct{ function, becomes string }{
	token.LSS: {"Less", "<="},
	token.LEQ: {"AtMost", "<"},
	token.GTR: {"More", ">="},
	token.GEQ: {"AtLeast", ">"},
}

func (m *mutator) binary(e *ast.BinaryExpr) {
	operands := []ast.Expr{e.X, e.Y}
	switch e.Op {
	case token.LAND, token.LOR:
		each(operands, m.condition)
	case token.EQL, token.NEQ:
		each(operands, m.words)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		b := boundaries[e.Op]
		id := m.add(e, fmt.Sprintf("%s has %s instead of %s", m.snippet(e), b.becomes, e.Op))
		m.infix(id, b.function, e.X, e.Y)
		m.edits.closes(m.offset(e.End()), m.offset(e.End()), ")")
	default:
	}
}

func (m *mutator) call(e *ast.CallExpr) {
	function, _ := e.Fun.(*ast.SelectorExpr)
	switch method := m.method(e); {
	case method == "Not":
		id := m.add(e, m.snippet(e)+" loses its Not")
		m.edits.open(m.offset(e.Pos()), fmt.Sprintf("mutant.Not(%d, ", id))
		m.edits.closes(m.offset(function.X.End()), m.offset(e.End()), ")")
	case method == "And" || method == "Or" || method == "Then":
		m.joined(e, method, function.X)
	case function != nil && function.Sel.Name == "When" && len(e.Args) > 0 && m.isType(e.Args[0], "Answer"):
		m.answer(e.Args[0])
	case function != nil && function.Sel.Name == "Undecided" && len(e.Args) > 0 && m.isType(e.Args[0], "Answer"):
		// Its opposite is as unknown.
		m.wrap(e.Args[0], "Unknown", m.snippet(e.Args[0])+" is no where it is unknown", "1")
	case function != nil && function.Sel.Name == "Or" && m.standard(e):
	default:
		each(e.Args, m.condition, m.operand, m.words)
		if called := m.info.Types[e.Fun]; !called.IsBuiltin() && !called.IsType() {
			each(e.Args, m.number)
		}
	}
}

// standard changes the text that Azure takes where a property is absent into the first other one that the
// function compares with from there on: any other would do the same as the standard. It is false where there
// is no such text.
func (m *mutator) standard(or *ast.CallExpr) bool {
	if len(or.Args) != 1 || m.constantText(or.Args[0]) == "" {
		return false
	}
	standard, other := m.constantText(or.Args[0]), ""
	ast.Inspect(m.function.body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || call.End() <= or.End() || !m.compares(call) {
			return true
		}
		for _, e := range call.Args {
			if text := m.constantText(e); other == "" && !strings.EqualFold(text, standard) {
				other = strconv.Quote(text)
			}
		}
		return true
	})
	if other == "" || other == `""` {
		return false
	}
	m.wrap(or.Args[0], "Pick", m.snippet(or.Args[0])+" becomes "+other, other)
	return true
}

// compares says that the call is one of value.Is(…) or value.IsOneOf(…).
func (m *mutator) compares(call *ast.CallExpr) bool {
	function, ok := call.Fun.(*ast.SelectorExpr)
	names := []string{"Is", "IsOneOf"}
	return ok && m.isType(function.X, "Value") && slices.Contains(names, function.Sel.Name)
}

// constantText is a text that is written down.
func (m *mutator) constantText(e ast.Expr) string {
	if known := m.info.Types[e].Value; known != nil && known.Kind() == constant.String {
		return constant.StringVal(known)
	}
	return ""
}

// joined changes how two answers are joined. The call's own parenthesis closes the mutant's.
func (m *mutator) joined(e *ast.CallExpr, method string, x ast.Expr) {
	change := map[string]string{
		"And": " has Or instead of And", "Or": " has And instead of Or",
		"Then": " loses what comes before Then",
	}[method]
	m.infix(m.add(e, m.snippet(e)+change), method, x, e.Args[0])
	if method != "Then" {
		m.operand(x)
	}
	m.operand(e.Args[0])
}

// infix turns what is between two operands into the comma of a call, which is left open.
func (m *mutator) infix(id int, function string, x, y ast.Expr) {
	m.edits.open(m.offset(x.Pos()), fmt.Sprintf("mutant.%s(%d, ", function, id))
	m.edits.closes(m.offset(x.End()), m.offset(y.Pos()), ", ")
}

// others are the names that stand in for one another.
var others = map[string]string{"Yes": "No", "No": "Yes", "Unknown": "No", "Every": "Some", "Some": "Every"}

// picked changes a constant answer, and which values have to agree.
func (m *mutator) picked(e *ast.SelectorExpr) {
	other := others[e.Sel.Name]
	if other == "" || !isRule(m.info.Uses[e.Sel], e.Sel.Name) {
		return
	}
	other = m.snippet(e.X) + "." + other
	m.wrap(e, "Pick", m.snippet(e)+" becomes "+other, other)
}

// wrap makes the expression an argument of the mutant's function, with the arguments that follow it.
func (m *mutator) wrap(e ast.Expr, function, change string, more ...string) {
	id := m.add(e, change)
	m.edits.open(m.offset(e.Pos()), fmt.Sprintf("mutant.%s(%d, ", function, id))
	end := m.offset(e.End())
	m.edits.closes(end, end, strings.Join(append([]string{""}, more...), ", ")+")")
}

// add notes a mutant and gives it an id.
func (m *mutator) add(at ast.Node, change string) int {
	one := Mutant{
		Package: m.ImportPath, File: m.file, Line: m.fset.Position(at.Pos()).Line,
		Function: m.function.name, Change: change, id: m.first + len(m.mutants), tests: m.tests,
	}
	for _, earlier := range m.mutants {
		if earlier.Change == change && earlier.Function == m.function.name {
			one.repeat++
		}
	}
	m.mutants = append(m.mutants, one)
	return one.id
}

func (m *mutator) offset(at token.Pos) int { return m.fset.Position(at).Offset }

// longest is how much of an expression a change shows.
const longest = 70

// snippet shows an expression in one line.
func (m *mutator) snippet(e ast.Node) string {
	text := strings.Join(strings.Fields(m.text[m.offset(e.Pos()):m.offset(e.End())]), " ")
	if len(text) > longest {
		return strings.ToValidUTF8(text[:longest], "") + "…"
	}
	return text
}
