package io.muster.platform;

import jakarta.enterprise.context.ApplicationScoped;

/** Tells who makes the call that is being answered. */
@ApplicationScoped
public class Callers {

    /** The caller of the current request. */
    public Caller current() {
        return Caller.ANYBODY;
    }
}
