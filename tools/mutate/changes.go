package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

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

// number changes a number that is written down. The type keeps a literal from becoming an int.
func (m *mutator) number(e ast.Expr) {
	kind := m.basic(e)
	if !m.isConstant(e) || types.Typ[kind].Info()&(types.IsInteger|types.IsFloat) == 0 {
		return
	}
	id := m.add(e, m.snippet(e)+" becomes one more")
	m.edits.open(m.offset(e.Pos()), fmt.Sprintf("mutant.Number(%d, %s(", id, types.Typ[kind]))
	m.edits.closes(m.offset(e.End()), m.offset(e.End()), "))")
}

// exchanged are the operators that become others, by the function that does so.
var exchanged = map[token.Token]struct{ function, becomes string }{
	token.LSS: {"Less", "<="},
	token.LEQ: {"AtMost", "<"},
	token.GTR: {"More", ">="},
	token.GEQ: {"AtLeast", ">"},
	token.ADD: {"Plus", "-"},
	token.SUB: {"Minus", "+"},
}

func (m *mutator) binary(e *ast.BinaryExpr) {
	operands := []ast.Expr{e.X, e.Y}
	switch e.Op {
	case token.LAND, token.LOR:
		each(operands, m.condition)
	case token.EQL, token.NEQ:
		each(operands, m.words, m.number)
	case token.LSS, token.LEQ, token.GTR, token.GEQ:
		m.exchange(e)
	default:
		m.arithmetic(e)
	}
}

// arithmetic changes what is computed when the program runs.
func (m *mutator) arithmetic(e *ast.BinaryExpr) {
	kind := m.basic(e)
	if m.isConstant(e) || types.Typ[kind].Info()&types.IsNumeric == 0 {
		return
	}
	if e.Op == token.ADD || e.Op == token.SUB {
		m.exchange(e)
	}
	each([]ast.Expr{e.X, e.Y}, m.number)
}

func (m *mutator) exchange(e *ast.BinaryExpr) {
	x := exchanged[e.Op]
	id := m.add(e, fmt.Sprintf("%s has %s instead of %s", m.snippet(e), x.becomes, e.Op))
	m.infix(id, x.function, e.X, e.Y)
	m.edits.closes(m.offset(e.End()), m.offset(e.End()), ")")
}

func (m *mutator) call(e *ast.CallExpr) {
	if m.answerMethod(e) || m.standard(e) {
		return
	}
	called := m.info.Types[e.Fun]
	signature, ok := called.Type.(*types.Signature)
	if !ok || called.IsBuiltin() {
		m.argumentsOfBuiltin(e)
		return
	}
	arguments, reports := e.Args, false
	if at := message(signature); at >= 0 && at < len(arguments) {
		arguments, reports = arguments[:at], true
	}
	each(arguments, m.condition)
	if reports {
		each(arguments, m.answer)
	} else {
		each(arguments, m.operand)
	}
	each(arguments, m.words, m.number)
}

// argumentsOfBuiltin changes those of conversions and of built-in functions. What a panic says is a message.
func (m *mutator) argumentsOfBuiltin(e *ast.CallExpr) {
	if name, ok := e.Fun.(*ast.Ident); !ok || name.Name != "panic" {
		each(e.Args, m.condition, m.operand, m.words)
	}
}

// message is the index of the parameter that a message for people begins with: the format before values of
// any type, and the only text of what makes an error. It is -1 where there is none.
func message(signature *types.Signature) int {
	parameters, results := signature.Params(), signature.Results()
	last := parameters.Len() - 1
	switch {
	case signature.Variadic() && last > 0 && isText(parameters.At(last-1)) && isAny(parameters.At(last)):
		return last - 1
	case last == 0 && isText(parameters.At(0)) && results.Len() == 1 && isError(results.At(0)):
		return 0
	default:
		return -1
	}
}

func isText(v *types.Var) bool { return types.Identical(v.Type(), types.Typ[types.String]) }

// isAny says that the parameter is a list of anything.
func isAny(v *types.Var) bool {
	list, ok := v.Type().(*types.Slice)
	if !ok {
		return false
	}
	element, ok := list.Elem().Underlying().(*types.Interface)
	return ok && element.Empty()
}

func isError(v *types.Var) bool {
	return types.Identical(v.Type(), types.Universe.Lookup("error").Type())
}
