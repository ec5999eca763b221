// What is measured is the process: two tests at the same time would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
