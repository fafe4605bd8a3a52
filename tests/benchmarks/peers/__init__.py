"""The engines that are measured beside ours, each over the same texts and with the same words."""
