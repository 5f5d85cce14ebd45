// Package faults runs the project's own commands, on the real engine, against simulated Azure while something
// goes wrong, and sees that nothing is lost: the command run again converges, state and Azure agree resource
// for resource, and destroying leaves both empty.
//
//	make faults N=300          # schedules 1 to 300
//	make faults FROM=42 N=1    # schedule 42 again
package faults
