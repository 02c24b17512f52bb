"""What a cell's output says to a front end that can show widgets."""


def widget_view(model_id: str) -> dict[str, dict]:
    """Return the entry of an output that shows the widget of this id.

    ipywidgets 8 makes it too (`_repr_mimebundle_`), ipywidgets 7, as on Colab, does not.
    """
    view = {"version_major": 2, "version_minor": 0, "model_id": model_id}
    return {"application/vnd.jupyter.widget-view+json": view}
