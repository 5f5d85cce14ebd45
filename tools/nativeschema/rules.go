package main

import (
	"go/ast"
	"go/token"
)

// rules are what a function of the SDK says of the fields of a struct, by their Go names.
type rules struct {
	required map[string]bool
	// defaults are JSON.
	defaults map[string]string
}

// rulesIn reads the statements of the form "if x.Field == nil { … }": they return where the field is
// required, and else give it its default.
func rulesIn(body *ast.BlockStmt) rules {
	found := rules{required: map[string]bool{}, defaults: map[string]string{}}
	for _, statement := range body.List {
		condition, ok := statement.(*ast.IfStmt)
		if !ok {
			continue
		}
		field, ok := nilField(condition.Cond)
		if !ok {
			continue
		}
		if _, refuses := condition.Body.List[0].(*ast.ReturnStmt); refuses {
			found.required[field] = true
		} else if value, ok := literalIn(condition.Body.List[0]); ok {
			found.defaults[field] = value
		}
	}
	return found
}

func nilField(condition ast.Expr) (string, bool) {
	compared, ok := condition.(*ast.BinaryExpr)
	if !ok || compared.Op != token.EQL {
		return "", false
	}
	selected, ok := compared.X.(*ast.SelectorExpr)
	if !ok {
		return "", false
	}
	return selected.Sel.Name, true
}

// literalIn is the value that a statement assigns: a literal itself, or what pulumi.BoolPtr and its like get.
func literalIn(statement ast.Stmt) (string, bool) {
	assigned, ok := statement.(*ast.AssignStmt)
	if !ok {
		return "", false
	}
	value := assigned.Rhs[0]
	if call, ok := value.(*ast.CallExpr); ok && len(call.Args) == 1 {
		value = call.Args[0]
	}
	switch typed := value.(type) {
	case *ast.BasicLit:
		return typed.Value, true
	case *ast.Ident:
		return typed.Name, typed.Name == "true" || typed.Name == "false"
	default:
		return "", false
	}
}
