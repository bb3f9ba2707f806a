"""What bench/run and bench/soak share: programs to build, proxies to start, figures to read."""
