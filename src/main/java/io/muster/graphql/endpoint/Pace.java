package io.muster.graphql.endpoint;

import io.smallrye.mutiny.Uni;

/** How fast a client takes what it is sent. */
interface Pace {

    String KEY = Pace.class.getName();

    /** For who takes an answer in one piece. */
    Pace ANY = () -> Uni.createFrom().voidItem();

    /** Completes when there is room for more. */
    Uni<Void> ready();

    /** Has what the client sends wait: messages are taken in their order, also those behind one that takes its time. */
    default void hold() {}

    /** Takes up what has waited. */
    default void goOn() {}
}
