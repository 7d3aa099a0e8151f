package io.muster.estate.privilege;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether there can be a resource to which a role may do several things: one text that a pattern means, that statements allow for each of
 * the actions and that none denies. Exact, as all patterns are followed through the text at once; undecided only where that takes too
 * many steps.
 */
final class SomeResource {

    private static final int STEPS = 20_000;
    private static final char ANY_OTHER = '\uF8FF';

    /** Names and paths of identities hold no colon, see the IAM User Guide, name requirements. */
    private static final String IAM = ":iam:";

    private record Clause(Certainty condition, List<Integer> patterns, boolean negated, boolean exact) {

        boolean applies(BitSet matched) {
            return patterns.stream().anyMatch(matched::get) != negated;
        }
    }

    /** What has to allow, and what must not deny, one action. */
    private record Wanted(List<List<Clause>> layers, List<Clause> denials) {

        boolean allowed(BitSet matched, Certainty least) {
            return layers.stream()
                            .allMatch(layer -> layer.stream()
                                    .anyMatch(clause -> clause.condition().compareTo(least) >= 0
                                            && (clause.exact() || least != Certainty.YES)
                                            && clause.applies(matched)))
                    && denials.stream()
                            .noneMatch(clause ->
                                    clause.condition() == Certainty.YES && clause.exact() && clause.applies(matched));
        }
    }

    private final Map<String, Integer> patterns = new LinkedHashMap<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private List<String> texts = List.of();

    private SomeResource(String target) {
        index(target);
    }

    /** @param requests of one role, each for one of the actions; their resource is the pattern */
    static Certainty of(RolePrivileges role, String target, List<Request> requests) {
        if (requests.stream().anyMatch(request -> !role.grantsAnything(request.action()))) {
            return Certainty.NO;
        }
        SomeResource search = new SomeResource(target);
        requests.forEach(request -> search.add(role, request));
        search.texts = List.copyOf(search.patterns.keySet());
        Certainty found = search.exists(Certainty.YES);
        found = found == Certainty.YES
                ? found
                : search.exists(Certainty.POSSIBLE).and(Certainty.POSSIBLE);
        return role.unreadable().isEmpty() ? found : found.or(Certainty.POSSIBLE);
    }

    private void add(RolePrivileges role, Request request) {
        wanted.add(new Wanted(
                role.layers(request).stream()
                        .map(layer -> layer.stream()
                                .filter(Statement::allow)
                                .map(statement -> clause(statement, request))
                                .toList())
                        .toList(),
                role.denials(request).stream()
                        .map(statement -> clause(statement, request))
                        .toList()));
    }

    private Clause clause(Statement statement, Request request) {
        List<Integer> indices = new ArrayList<>();
        boolean exact = true;
        for (PatternText text : statement.resources().texts()) {
            PatternText.Resolved resolved = text.resolve(request.facts());
            exact &=
                    resolved.exact() && !resolved.never() && resolved.patterns().size() <= 1;
            resolved.patterns().forEach(pattern -> indices.add(index(pattern)));
        }
        return new Clause(
                statement.conditions().hold(request.facts()),
                indices,
                statement.resources().negated(),
                exact);
    }

    private int index(String pattern) {
        Integer known = patterns.putIfAbsent(pattern, patterns.size());
        return known == null ? patterns.size() - 1 : known;
    }

    private Certainty exists(Certainty least) {
        Deque<List<BitSet>> open = new ArrayDeque<>();
        Set<List<BitSet>> seen = new HashSet<>();
        List<BitSet> start = texts.stream().map(text -> closed(text, 0)).toList();
        open.push(start);
        seen.add(start);
        while (!open.isEmpty()) {
            List<BitSet> state = open.pop();
            if (accepts(state, least)) {
                return Certainty.YES;
            }
            if (seen.size() > STEPS) {
                return Certainty.POSSIBLE;
            }
            for (char next : alphabet(state)) {
                List<BitSet> after = step(state, next);
                if (!after.get(0).isEmpty() && seen.add(after)) {
                    open.push(after);
                }
            }
        }
        return Certainty.NO;
    }

    private boolean accepts(List<BitSet> state, Certainty least) {
        if (!state.get(0).get(texts.get(0).length())) {
            return false;
        }
        BitSet matched = new BitSet();
        for (int i = 0; i < texts.size(); i++) {
            matched.set(i, state.get(i).get(texts.get(i).length()));
        }
        return wanted.stream().allMatch(one -> one.allowed(matched, least));
    }

    /** The characters that the patterns tell apart at this place; the one that none of them names is tried first. */
    private Set<Character> alphabet(List<BitSet> state) {
        Set<Character> all = new TreeSet<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            state.get(i).stream()
                    .filter(at -> at < text.length())
                    .mapToObj(text::charAt)
                    .filter(c -> c != '*' && c != '?')
                    .forEach(all::add);
        }
        all.add(ANY_OTHER);
        return all;
    }

    private List<BitSet> step(List<BitSet> state, char next) {
        List<BitSet> after = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            boolean noColon = i == 0 && next == ':' && text.contains(IAM);
            BitSet positions = new BitSet();
            state.get(i).stream().filter(at -> at < text.length()).forEach(at -> {
                char c = text.charAt(at);
                if (c == '*' && !noColon) {
                    positions.or(closed(text, at));
                } else if (c == '?' || c == next) {
                    positions.or(closed(text, at + 1));
                }
            });
            after.add(positions);
        }
        return after;
    }

    /** A position, with those behind asterisks, which may stand for nothing. */
    private static BitSet closed(String text, int position) {
        BitSet positions = new BitSet();
        int at = position;
        positions.set(at);
        while (at < text.length() && text.charAt(at) == '*') {
            positions.set(++at);
        }
        return positions;
    }
}
