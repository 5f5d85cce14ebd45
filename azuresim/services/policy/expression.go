package policy

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"private-acr/azuresim/engine"
)

// isExpression tells a text in brackets from any other. "[[" begins an ordinary text with a bracket.
func isExpression(text string) bool {
	return strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") && !strings.HasPrefix(text, "[[")
}

// resolve is a value with its expressions evaluated, at every depth. What cannot be evaluated is nil.
func (a *subject) resolve(value any) any {
	switch value := value.(type) {
	case string:
		return a.resolveText(value)
	case []any:
		list := make([]any, len(value))
		for i, item := range value {
			list[i] = a.resolve(item)
		}
		return list
	case engine.Body:
		body := engine.Body{}
		for key, item := range value {
			body[key] = a.resolve(item)
		}
		return body
	}
	return value
}

func (a *subject) resolveText(text string) any {
	if !isExpression(text) {
		return strings.Replace(text, "[[", "[", 1)
	}
	node, err := parse(text[1 : len(text)-1])
	if err != nil {
		return nil
	}
	return node.evaluate(a)
}

// checkTexts refuses a value with an expression that cannot be evaluated here, in a template too.
func checkTexts(value any) error {
	switch value := value.(type) {
	case string:
		if isExpression(value) {
			_, err := parse(value[1 : len(value)-1])
			return err
		}
	case []any:
		for _, item := range value {
			if err := checkTexts(item); err != nil {
				return err
			}
		}
	case engine.Body:
		for _, item := range value {
			if err := checkTexts(item); err != nil {
				return err
			}
		}
	}
	return nil
}

// node is an expression: a literal, a call, or a part of what another one is.
type node struct {
	literal   any
	function  function
	arguments []node
	// of is what this is a part of, and key says which one; nil for none.
	of, key *node
}

func (n node) evaluate(a *subject) any {
	if n.of != nil {
		return part(n.of.evaluate(a), n.key.evaluate(a))
	}
	if n.function == nil {
		return n.literal
	}
	values := make([]any, len(n.arguments))
	for i, argument := range n.arguments {
		values[i] = argument.evaluate(a)
	}
	return n.function(a, values)
}

// part is an item of a list or the value at a key of an object, nil if there is none.
func part(whole, key any) any {
	if list, is := whole.([]any); is {
		at, isNumber := key.(float64)
		if !isNumber || int(at) < 0 || int(at) >= len(list) {
			return nil
		}
		return list[int(at)]
	}
	return lookUp(object(whole), fmt.Sprint(key))
}

// token is a word, a number, a text in single quotes, or one of the signs.
var token = regexp.MustCompile(`^\s*([A-Za-z_]\w*|-?\d+|'(?:[^']|'')*'|[().,\[\]])`)

// parser reads an expression from its beginning.
type parser struct {
	rest string
	err  error
}

func parse(text string) (node, error) {
	p := &parser{rest: text}
	n := p.expression()
	if p.err == nil && strings.TrimSpace(p.rest) != "" {
		p.err = fmt.Errorf("the expression '%s' goes on with '%s'", text, p.rest)
	}
	return n, p.err
}

// peek is the next token, "" at the end.
func (p *parser) peek() string {
	if found := token.FindStringSubmatch(p.rest); found != nil {
		return found[1]
	}
	return ""
}

func (p *parser) next() string {
	found := token.FindStringSubmatch(p.rest)
	if found == nil {
		p.fail(errors.New("the expression ends too early, at '" + p.rest + "'"))
		return ""
	}
	p.rest = p.rest[len(found[0]):]
	return found[1]
}

func (p *parser) expect(sign string) {
	if got := p.next(); got != sign {
		p.fail(fmt.Errorf("the expression has '%s' in the place of '%s'", got, sign))
	}
}

func (p *parser) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// expression is a literal or a call, with the parts of it that are asked for.
func (p *parser) expression() node {
	n := p.primary()
	for p.err == nil {
		whole := n
		switch p.peek() {
		case ".":
			p.next()
			n = node{of: &whole, key: &node{literal: p.next()}}
		case "[":
			p.next()
			key := p.expression()
			p.expect("]")
			n = node{of: &whole, key: &key}
		default:
			return n
		}
	}
	return n
}

func (p *parser) primary() node {
	word := p.next()
	if strings.HasPrefix(word, "'") {
		return node{literal: strings.ReplaceAll(word[1:len(word)-1], "''", "'")}
	}
	if number, err := strconv.ParseFloat(word, 64); err == nil {
		return node{literal: number}
	}
	return p.call(word)
}

func (p *parser) call(name string) node {
	n := node{function: functions[strings.ToLower(name)]}
	if n.function == nil {
		p.fail(fmt.Errorf("the function '%s' is not simulated", name))
		return n
	}
	p.expect("(")
	for p.err == nil && p.peek() != ")" {
		n.arguments = append(n.arguments, p.expression())
		if p.peek() == "," {
			p.next()
		}
	}
	p.expect(")")
	return n
}
