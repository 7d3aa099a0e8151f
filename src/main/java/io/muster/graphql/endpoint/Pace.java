package io.muster.graphql.endpoint;

import io.smallrye.mutiny.Uni;

/** How fast a client takes what it is sent. */
interface Pace {

    String KEY = Pace.class.getName();

    /** For who takes an answer in one piece. */
    Pace ANY = () -> Uni.createFrom().voidItem();

    /** Completes when there is room for more. */
    Uni<Void> ready();
}
