/// Template sets: deploy, validate, delete.
public enum TemplatePages {}
