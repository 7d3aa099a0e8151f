package io.muster.estate.privilege;

import io.muster.estate.privilege.SomeResource.Clause;
import io.muster.estate.privilege.SomeResource.Question;
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
import java.util.stream.Stream;

/**
 * Follows all patterns of a question through one text at once, character by character. Exact; undecided only where that takes too many
 * steps.
 */
final class TextSearch {

    private static final int STEPS = 20_000;
    private static final char ANY_OTHER = '\uF8FF';

    private final Question question;
    private final Map<String, Integer> indices = new LinkedHashMap<>();
    private final List<String> texts;

    private TextSearch(Question question) {
        this.question = question;
        indices.put(question.target(), 0);
        Stream.concat(question.layers().stream().flatMap(List::stream), question.denials().stream())
                .flatMap(clause -> clause.patterns().stream())
                .forEach(pattern -> indices.putIfAbsent(pattern, indices.size()));
        texts = List.copyOf(indices.keySet());
    }

    static Certainty answer(Question question) {
        return new TextSearch(question).exists();
    }

    private Certainty exists() {
        Deque<List<BitSet>> open = new ArrayDeque<>();
        Set<List<BitSet>> seen = new HashSet<>();
        List<BitSet> start = texts.stream().map(text -> closed(text, 0)).toList();
        open.push(start);
        seen.add(start);
        while (!open.isEmpty()) {
            List<BitSet> state = open.pop();
            if (accepts(state)) {
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

    private boolean accepts(List<BitSet> state) {
        if (!atEnd(state, 0)) {
            return false;
        }
        return question.layers().stream().allMatch(layer -> layer.stream().anyMatch(clause -> applies(clause, state)))
                && question.denials().stream().noneMatch(clause -> applies(clause, state));
    }

    private boolean applies(Clause clause, List<BitSet> state) {
        return clause.patterns().stream().anyMatch(pattern -> atEnd(state, indices.get(pattern))) != clause.negated();
    }

    private boolean atEnd(List<BitSet> state, int index) {
        return state.get(index).get(texts.get(index).length());
    }

    /** The characters that the patterns tell apart at this place; the one that none of them names is tried first. */
    private Set<Character> alphabet(List<BitSet> state) {
        Set<Character> all = new TreeSet<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            BitSet positions = state.get(i);
            for (int at = positions.nextSetBit(0); at >= 0 && at < text.length(); at = positions.nextSetBit(at + 1)) {
                char c = text.charAt(at);
                if (c != '*' && c != '?') {
                    all.add(c);
                }
            }
        }
        all.add(ANY_OTHER);
        return all;
    }

    private List<BitSet> step(List<BitSet> state, char next) {
        List<BitSet> after = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            boolean noColon = i == 0 && next == ':' && question.noColon();
            BitSet before = state.get(i);
            BitSet positions = new BitSet();
            for (int at = before.nextSetBit(0); at >= 0 && at < text.length(); at = before.nextSetBit(at + 1)) {
                char c = text.charAt(at);
                if (c == '*' && !noColon) {
                    close(text, at, positions);
                } else if (c == '?' || c == next) {
                    close(text, at + 1, positions);
                }
            }
            after.add(positions);
            if (i == 0 && positions.isEmpty()) {
                return after;
            }
        }
        return after;
    }

    private static BitSet closed(String text, int position) {
        BitSet positions = new BitSet();
        close(text, position, positions);
        return positions;
    }

    /** Adds a position, with those behind asterisks, which may stand for nothing. */
    private static void close(String text, int position, BitSet positions) {
        int at = position;
        positions.set(at);
        while (at < text.length() && text.charAt(at) == '*') {
            positions.set(++at);
        }
    }
}
