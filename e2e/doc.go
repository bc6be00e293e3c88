// Package e2e walks the product as people do, in a real browser: go test
// -tags e2e ./e2e. It has no code of the product.
package e2e
