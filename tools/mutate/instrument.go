package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// switches is the package that mutants call.
const switches = "private-acr/tools/mutate/mutant"

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
	mutants []mutant
	first   int
	// function is the one that is visited; it has no body outside of functions.
	function struct {
		name string
		body *ast.BlockStmt
	}
}

// instrument puts mutants, whose ids begin with first, into every file of the package that somebody wrote.
func (s *source) instrument(first int) ([]instrumented, []mutant) {
	var files []instrumented
	var mutants []mutant
	for i, file := range s.files {
		if ast.IsGenerated(file) {
			continue
		}
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
	m.edits.open(m.offset(file.Name.End()), `; import "`+switches+`"`)
	for _, declaration := range file.Decls {
		switch declaration := declaration.(type) {
		case *ast.FuncDecl:
			m.body(declaration.Name.Name, declaration.Body)
		case *ast.GenDecl:
			if declaration.Tok == token.VAR {
				ast.Inspect(declaration, m.table)
			}
		}
	}
}

// table visits what is declared outside of functions: what runs there is changed as in functions, and so are
// lists of constants. The rest is data.
func (m *mutator) table(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.FuncLit:
		m.body("", n.Body)
		return false
	case *ast.CallExpr:
		if m.makesFunction(n) {
			m.body("", &ast.BlockStmt{List: []ast.Stmt{&ast.ExprStmt{X: n}}})
			return false
		}
	case *ast.CompositeLit:
		m.list(n)
	}
	return true
}

// makesFunction says that the call is as good as a function that is written down.
func (m *mutator) makesFunction(call *ast.CallExpr) bool {
	_, ok := m.info.TypeOf(call).Underlying().(*types.Signature)
	return ok && !m.info.Types[call.Fun].IsType()
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
	case *ast.ArrayType:
		return false
	case *ast.IfStmt:
		m.condition(n.Cond)
	case *ast.ForStmt:
		m.condition(n.Cond)
	case *ast.CaseClause:
		each(n.List, m.condition, m.words)
	case *ast.ReturnStmt:
		each(n.Results, m.condition, m.answer, m.words)
	case *ast.KeyValueExpr:
		// The key of an array has to stay a constant.
		each([]ast.Expr{n.Value}, m.condition, m.words)
		ast.Inspect(n.Value, m.visit)
		return false
	case *ast.CompositeLit:
		each(n.Elts, m.words)
	case *ast.IndexExpr:
		m.words(n.Index)
	case *ast.BinaryExpr:
		m.binary(n)
	case *ast.CallExpr:
		m.call(n)
	case *ast.SelectorExpr:
		return m.selected(n)
	case *ast.Ident:
		m.named(n, n)
	}
	return true
}

// selected changes a name of another package. The second part of a selector by itself is no expression.
func (m *mutator) selected(e *ast.SelectorExpr) bool {
	m.named(e, e.Sel)
	ast.Inspect(e.X, m.visit)
	return false
}

func each(expressions []ast.Expr, changes ...func(ast.Expr)) {
	for _, e := range expressions {
		for _, change := range changes {
			change(e)
		}
	}
}

// wrap makes the expression an argument of the mutant's function, with the arguments that follow it.
func (m *mutator) wrap(e ast.Expr, function, change string, more ...string) {
	id := m.add(e, change)
	m.edits.open(m.offset(e.Pos()), fmt.Sprintf("mutant.%s(%d, ", function, id))
	end := m.offset(e.End())
	m.edits.closes(end, end, strings.Join(append([]string{""}, more...), ", ")+")")
}

// infix turns what is between two operands into the comma of a call, which is left open.
func (m *mutator) infix(id int, function string, x, y ast.Expr) {
	m.edits.open(m.offset(x.Pos()), fmt.Sprintf("mutant.%s(%d, ", function, id))
	m.edits.closes(m.offset(x.End()), m.offset(y.Pos()), ", ")
}

// add notes a mutant and gives it an id.
func (m *mutator) add(at ast.Node, change string) int {
	one := mutant{
		pkg: m.ImportPath, file: m.file, line: m.fset.Position(at.Pos()).Line,
		function: m.function.name, change: change, id: m.first + len(m.mutants),
	}
	for _, earlier := range m.mutants {
		if earlier.change == change && earlier.function == m.function.name {
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
