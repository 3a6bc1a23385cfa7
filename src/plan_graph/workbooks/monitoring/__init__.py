"""What was reported of a plan: values of indicators and progress of actions, apart from the plan.

People write it into a workbook that has the actions and indicators of the plan; it is its own
graph, so that the plan stays what its document says.
"""
