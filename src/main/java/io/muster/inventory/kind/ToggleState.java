package io.muster.inventory.kind;

/** On or off, as the instance metadata options spell it. */
@Described("Whether a metadata option of an instance is enabled.")
public enum ToggleState {
    ENABLED,
    DISABLED
}
