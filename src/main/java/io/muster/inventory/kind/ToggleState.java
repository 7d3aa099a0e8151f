package io.muster.inventory.kind;

/** On or off, as the instance metadata options spell it. */
public enum ToggleState {
    ENABLED,
    DISABLED
}
