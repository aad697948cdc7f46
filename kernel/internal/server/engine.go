package server

// Engine is what the server drives: it runs the cells. Execute, Evaluate,
// Complete and Complete's relatives are called on the goroutine of
// Server.Run; Interrupt on any.
type Engine interface {
	// Execute runs a cell. Output goes through the Publisher and the streams;
	// the result, if there is one to be shown, is returned.
	Execute(cell Cell) (*Bundle, *Error)
	// Evaluate runs an expression for a front end's user_expressions.
	Evaluate(expression string) (*Bundle, *Error)
	// Complete lists what can stand at the cursor, and the range that it replaces.
	// All positions are counted in Unicode code points.
	Complete(code string, cursor int) (matches []string, start, end int)
	// Inspect says what stands at the cursor, nil if it does not know.
	Inspect(code string, cursor int) *Bundle
	// Page answers a cell that is a question and no code; otherwise it returns nil.
	Page(code string) *Bundle
	// IsComplete says "complete", "incomplete" or "invalid", and for incomplete
	// code how the next line is to be indented.
	IsComplete(code string) (status, indent string)
	// Comm takes a comm_open, comm_msg or comm_close, and returns false for a target or
	// a comm that is not known.
	Comm(kind string, content map[string]any) (known bool)
	// Comms returns the target of each comm that is open, by ID.
	Comms() map[string]string
	// Flush emits all that was written to the standard output and error so far.
	Flush()
	// Interrupt stops the running cell; without one it does nothing.
	Interrupt()
}

// Cell is what the user wants to run.
type Cell struct {
	Code  string
	Count int // the number in the cell's prompt
}

// Bundle is one thing to show, in several formats.
type Bundle struct {
	Data      map[string]any // by MIME type
	Metadata  map[string]any
	Transient map[string]any
}

// Error is how a cell failed.
type Error struct {
	Name      string
	Value     string
	Traceback []string
}
