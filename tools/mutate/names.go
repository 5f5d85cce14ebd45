package main

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
)

// opposites are functions that stand in for one another, where their package has both.
var opposites = map[string]string{
	"Every": "Some", "Some": "Every",
	"All": "Any", "Any": "All",
	"HasPrefix": "HasSuffix", "HasSuffix": "HasPrefix",
	"TrimPrefix": "TrimSuffix", "TrimSuffix": "TrimPrefix",
	"CutPrefix": "CutSuffix", "CutSuffix": "CutPrefix",
	"Index": "LastIndex", "LastIndex": "Index",
}

// named changes a constant into another of its type, and a function into its opposite. The name is the
// expression, or the last part of it.
func (m *mutator) named(e ast.Expr, name *ast.Ident) {
	switch object := m.info.Uses[name].(type) {
	case *types.Const:
		if m.info.Types[e].Value.Kind() != constant.String {
			m.renameConstant(e, name, object, nil)
		}
	case *types.Func:
		if other := opposite(object); other != nil {
			m.rename(e, name, other)
		}
	}
}

// list changes the constants of a list of texts: "a, b" into "c, b".
func (m *mutator) list(literal *ast.CompositeLit) {
	var listed []*types.Const
	for _, element := range literal.Elts {
		if constant, ok := m.info.Uses[lastName(element)].(*types.Const); ok {
			listed = append(listed, constant)
		}
	}
	if _, ok := m.info.TypeOf(literal).Underlying().(*types.Slice); !ok || len(listed) < len(literal.Elts) {
		return
	}
	for i, element := range literal.Elts {
		if m.info.Types[element].Value.Kind() == constant.String {
			m.renameConstant(element, lastName(element), listed[i], listed)
		}
	}
}

// lastName is the name of an expression that is a name, also of another package, and else nil.
func lastName(e ast.Expr) *ast.Ident {
	switch e := e.(type) {
	case *ast.Ident:
		return e
	case *ast.SelectorExpr:
		return e.Sel
	default:
		return nil
	}
}

// renameConstant makes the expression name another constant of the type than those that are taken.
func (m *mutator) renameConstant(e ast.Expr, name *ast.Ident, c *types.Const, taken []*types.Const) {
	if other := m.otherConstant(c, taken); other != nil {
		m.rename(e, name, other)
	}
}

// rename makes the expression name another object of the same package.
func (m *mutator) rename(e ast.Expr, name *ast.Ident, other types.Object) {
	before := m.text[m.offset(e.Pos()):m.offset(name.Pos())]
	m.wrap(e, "Pick", m.snippet(e)+" becomes "+before+other.Name(), before+other.Name())
}

// otherConstant is the next greater constant of the same type, which has a name, and for the greatest the one
// before it. Those that are taken are left out.
func (m *mutator) otherConstant(c *types.Const, taken []*types.Const) *types.Const {
	var before *types.Const
	for _, other := range m.constantsLike(c) {
		switch {
		case constant.Compare(other.Val(), token.EQL, c.Val()) || slices.Contains(taken, other):
		case compare(other, c) > 0:
			return other
		default:
			before = other
		}
	}
	return before
}

// constantsLike are the constants of the same type and package, sorted by value.
func (m *mutator) constantsLike(c *types.Const) []*types.Const {
	named, ok := c.Type().(*types.Named)
	if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg() != c.Pkg() || c.Parent() != c.Pkg().Scope() {
		return nil
	}
	var constants []*types.Const
	for _, name := range c.Pkg().Scope().Names() {
		other, ok := c.Pkg().Scope().Lookup(name).(*types.Const)
		if ok && types.Identical(other.Type(), named) && (other.Exported() || c.Pkg() == m.pkg) {
			constants = append(constants, other)
		}
	}
	slices.SortStableFunc(constants, compare)
	return constants
}

func compare(a, b *types.Const) int {
	switch {
	case constant.Compare(a.Val(), token.LSS, b.Val()):
		return -1
	case constant.Compare(a.Val(), token.GTR, b.Val()):
		return 1
	default:
		return cmp.Compare(a.Name(), b.Name())
	}
}

// opposite is the function of the same package and type that stands in for it. A generic one has no value
// that could be exchanged, and a method is no function of the package.
func opposite(f *types.Func) types.Object {
	if f.Pkg() == nil || f.Signature().Recv() != nil || f.Signature().TypeParams() != nil {
		return nil
	}
	other := f.Pkg().Scope().Lookup(opposites[f.Name()])
	if other == nil || !types.Identical(other.Type(), f.Type()) {
		return nil
	}
	return other
}
