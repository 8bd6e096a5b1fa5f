"""From wrong numbers to the mistake behind them, or to the facts that can be seen."""
