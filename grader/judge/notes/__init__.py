"""Notes about means that honest work does not need. A person should look at them."""
