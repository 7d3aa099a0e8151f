package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of one role. Of a path with many targets a few are kept to be told. A further one is kept where the search for what the role reaches may
 * need it: no step so far leads to its target as certainly, the target holds or leads to something, and the role does not reach an administrator yet.
 */
final class KeptSteps {

    /** How many further steps of one certainty are kept. */
    static final int FURTHER = 40;

    /** How many further targets of a path are looked at, so that the time for an account follows the number of its roles. */
    static final int LOOKS = 60;

    private final PrivilegeGraph graph;
    private final List<Escalation> all = new ArrayList<>();
    private final Map<String, Certainty> reached = new HashMap<>();
    private final Map<Certainty, Integer> further = new EnumMap<>(Certainty.class);
    private boolean supreme;
    private boolean cut;

    KeptSteps(PrivilegeGraph graph) {
        this.graph = graph;
    }

    List<Escalation> all() {
        return all;
    }

    /** Whether a step was left out that the search may need. */
    boolean cut() {
        return cut && !supreme;
    }

    /** Whether one of the steps certainly leads to an administrator, who has what all further roles have. */
    boolean supreme() {
        return supreme;
    }

    void add(Escalation step) {
        all.add(step);
        reached.merge(step.next(), step.certainty(), Certainty::or);
        supreme |= step.certainty() == Certainty.YES
                && (step.administrator()
                        || graph.role(step.next()).map(graph::administrator).orElse(Certainty.NO) == Certainty.YES);
    }

    /** The steps of one path, to be offered in the order of their targets. */
    Along along() {
        return new Along();
    }

    /** The steps of one path. */
    final class Along {

        private final Map<Certainty, Integer> told = new EnumMap<>(Certainty.class);
        private int offers;
        private int looks;

        /** Whether a step to the target may be kept. */
        boolean wants(RolePrivileges target) {
            if (offers < PrivilegeGraph.TARGETS) {
                return true;
            }
            boolean searched = maySearch(target, Certainty.YES);
            if (!searched && told.getOrDefault(Certainty.YES, 0) >= PrivilegeGraph.TARGETS) {
                return false;
            }
            looks++;
            cut |= searched && looks > LOOKS;
            return looks <= LOOKS;
        }

        /** Whether no further target changes what is kept, nor what is known to be left out. */
        boolean done() {
            return looks > LOOKS
                    ? cut || supreme
                    : supreme && told.getOrDefault(Certainty.YES, 0) >= PrivilegeGraph.TARGETS;
        }

        void offer(RolePrivileges target, Escalation step) {
            offers++;
            if (told.merge(step.certainty(), 1, Integer::sum) <= PrivilegeGraph.TARGETS) {
                add(step);
            } else if (maySearch(target, step.certainty())) {
                keepFurther(step);
            }
        }

        private boolean maySearch(RolePrivileges target, Certainty certainty) {
            return !supreme
                    && reached.getOrDefault(target.arn(), Certainty.NO).compareTo(certainty) < 0
                    && graph.followed().leadsToSomething(target);
        }

        private void keepFurther(Escalation step) {
            if (further.merge(step.certainty(), 1, Integer::sum) <= FURTHER) {
                add(step);
            } else {
                cut = true;
            }
        }
    }
}
