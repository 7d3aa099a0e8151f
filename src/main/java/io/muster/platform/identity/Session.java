package io.muster.platform.identity;

import io.muster.platform.Caller;
import java.time.Instant;

/**
 * The session of a user who signed in.
 *
 * @param ends when the person must sign in again
 */
public record Session(Caller caller, Instant ends) {}
