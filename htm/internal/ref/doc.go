// Package ref states each algorithm as its paper does, plainly and slowly. Only
// tests import it: the shipped code must equal it, bit by bit, step by step.
package ref
