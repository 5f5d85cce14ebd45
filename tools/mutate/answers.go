package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/types"
	"strconv"
	"strings"
)

// isAnswer says that the expression is a three-valued answer: of a number type with a name that has the
// methods Not, And and Or. Its zero value is what is unknown.
func (s *source) isAnswer(e ast.Expr) bool {
	t := s.info.TypeOf(e)
	return t != nil && isAnswer(t)
}

func isAnswer(t types.Type) bool {
	named, ok := t.(*types.Named)
	if !ok || named.Underlying() != types.Typ[types.Uint8] {
		return false
	}
	methods := types.NewMethodSet(named)
	for _, name := range []string{"Not", "And", "Or"} {
		if methods.Lookup(named.Obj().Pkg(), name) == nil {
			return false
		}
	}
	return true
}

// operand negates an answer that is asked for together with another.
func (m *mutator) operand(e ast.Expr) {
	if m.isAnswer(e) && !m.isConstant(e) && m.method(e) != "Not" {
		m.wrap(e, "Negated", m.snippet(e)+" is negated")
	}
}

// answer changes an answer that something follows from.
func (m *mutator) answer(e ast.Expr) {
	m.operand(e)
	if m.isAnswer(e) && !m.isConstant(e) && !m.isDecided(e) {
		m.wrap(e, "Unknown", m.snippet(e)+" is no where it is unknown", "1")
		m.wrap(e, "Unknown", m.snippet(e)+" is yes where it is unknown", "2")
	}
}

// isDecided says that the expression is a condition made an answer, which never is unknown.
func (m *mutator) isDecided(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	return ok && len(call.Args) == 1 && m.basic(call.Args[0]) == types.Bool
}

// method is the name of the method of an answer that the expression calls.
func (m *mutator) method(e ast.Expr) string {
	if call, ok := e.(*ast.CallExpr); ok {
		if function, ok := call.Fun.(*ast.SelectorExpr); ok && m.isAnswer(function.X) {
			return function.Sel.Name
		}
	}
	return ""
}

// answerMethod changes how answers are joined. It is false for any other call.
func (m *mutator) answerMethod(e *ast.CallExpr) bool {
	function, _ := e.Fun.(*ast.SelectorExpr)
	switch method := m.method(e); method {
	case "Not":
		id := m.add(e, m.snippet(e)+" loses its Not")
		m.edits.open(m.offset(e.Pos()), fmt.Sprintf("mutant.Not(%d, ", id))
		m.edits.closes(m.offset(function.X.End()), m.offset(e.End()), ")")
	case "And", "Or", "Then":
		m.joined(e, method, function.X)
	default:
		return false
	}
	return true
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

// standard changes the text that holds where a value is absent, value.Or("text"), into the first other one
// that the function asks such a value about from there on: any other would do the same as the standard. It is
// false for any other call, and where there is no such text.
func (m *mutator) standard(call *ast.CallExpr) bool {
	function, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || function.Sel.Name != "Or" || len(call.Args) != 1 || m.constantText(call.Args[0]) == "" {
		return false
	}
	other := m.askedAfter(call)
	if other == "" {
		return false
	}
	m.wrap(call.Args[0], "Pick", m.snippet(call.Args[0])+" becomes "+other, other)
	return true
}

// askedAfter is the first text, quoted, other than the call's own argument that what the call yields, or
// another of its type, is asked about after the call. It is empty where there is none.
func (m *mutator) askedAfter(call *ast.CallExpr) string {
	other := ""
	ast.Inspect(m.function.body, func(n ast.Node) bool {
		question, ok := n.(*ast.CallExpr)
		if !ok || question.End() <= call.End() || !m.asks(question, m.info.TypeOf(call)) {
			return true
		}
		for _, e := range question.Args {
			text := m.constantText(e)
			if other == "" && text != "" && !strings.EqualFold(text, m.constantText(call.Args[0])) {
				other = strconv.Quote(text)
			}
		}
		return true
	})
	return other
}

// asks says that the call is one of a method of the type that yields an answer.
func (m *mutator) asks(call *ast.CallExpr, of types.Type) bool {
	function, ok := call.Fun.(*ast.SelectorExpr)
	return ok && m.isAnswer(call) && types.Identical(m.info.TypeOf(function.X), of)
}

// constantText is a text that is written down.
func (m *mutator) constantText(e ast.Expr) string {
	if known := m.info.Types[e].Value; known != nil && known.Kind() == constant.String {
		return constant.StringVal(known)
	}
	return ""
}
