"""The record, the places it is about, and the counting over both; knows neither Dash nor Plotly."""
