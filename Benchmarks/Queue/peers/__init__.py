"""The same workload on other job queues, each as its own documentation makes it fast."""
