"""Preview and print dialog over report/: the only place that knows a printer."""
