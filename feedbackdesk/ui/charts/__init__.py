"""Charts that are read at a glance, and open what stands behind them."""
