"""The `archway` command. Each command's heavy imports happen when it runs, so that help is instant."""
