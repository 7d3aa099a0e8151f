package io.muster.platform.check;

import java.util.Optional;

/** Looks for one fault of the configuration with which it is unsafe or useless to start. Every bean of this type runs. */
public interface StartUpCheck {

    /**
     * The fault, if there is one.
     *
     * @param what   the fault, in words for the operator and without secrets
     * @param remedy the settings to change
     */
    record Fault(String what, String remedy) {}

    /** The fault's name, by which an operator can accept it. */
    String name();

    Optional<Fault> find();

    /** Whether Muster can run with it at all, at the operator's risk. */
    default boolean acceptable() {
        return true;
    }

    /** Whether it is about serving or scanning: a process that migrates the database and ends does neither. */
    default boolean ofServing() {
        return true;
    }
}
