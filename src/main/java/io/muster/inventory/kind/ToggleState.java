package io.muster.inventory.kind;

/** On or off, as the instance metadata options spell these states. */
@Described("Whether a metadata option of an instance is enabled.")
public enum ToggleState {
    ENABLED,
    DISABLED
}
