package io.muster.estate.attack;

import io.muster.estate.reach.Outcome;
import io.muster.estate.reach.Reachable;
import java.util.Set;
import java.util.TreeSet;

/** The ways between instances that a search follows. */
enum FollowedWays {
    CERTAIN(false) {
        @Override
        boolean follows(Weakness weakness) {
            return weakness.certain();
        }

        @Override
        Set<String> endpoints(Tunnels.Openable openable) {
            return openable.certain();
        }
    },

    /** All of them, those that are certain included. */
    POSSIBLE(true) {
        @Override
        boolean follows(Weakness weakness) {
            return true;
        }

        @Override
        Set<String> endpoints(Tunnels.Openable openable) {
            Set<String> endpoints = new TreeSet<>(openable.certain());
            endpoints.addAll(openable.possible());
            return endpoints;
        }
    };

    private final boolean unknown;

    FollowedWays(boolean unknown) {
        this.unknown = unknown;
    }

    boolean follows(Outcome outcome) {
        return outcome.reachable() == Reachable.YES || (unknown && outcome.reachable() == Reachable.UNKNOWN);
    }

    /** Whether an instance that is weak in this respect is taken. */
    abstract boolean follows(Weakness weakness);

    /** Those through which tunnels are followed. */
    abstract Set<String> endpoints(Tunnels.Openable openable);
}
