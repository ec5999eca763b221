// Some tests block threads until virtual time has moved, and others are full of callers: side by side they would wait for each other's
// threads.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
