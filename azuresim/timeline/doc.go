// Package timeline tells what simulated Azure was busy with during a run, what of it had to wait for what,
// and how long the run would have taken at best and one operation after the other.
//
// What has to wait is Azure's word, not the program's: a resource waits for those that its body names and for
// those that it lies in; endpoints and replicas of one registry wait for each other, because Azure refuses
// two at a time; the endpoint of a data group waits until the group is offered; and what pulls waits for the
// endpoints' zone groups, the zone's links, the grants and the imports. Whatever else a run waits for, it
// need not.
package timeline
