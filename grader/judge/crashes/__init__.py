"""Crashes, wrong shapes and broken contracts: the mistake in the code behind them, by trying out
what puts it right.
"""
