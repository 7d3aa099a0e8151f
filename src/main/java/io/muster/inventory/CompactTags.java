package io.muster.inventory;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Tags in the order of their keys, in one array: a tree of them takes four times the memory, for each of a region's resources. */
final class CompactTags extends AbstractMap<String, String> {

    /** Each key is followed by its value. */
    private final String[] members;

    private CompactTags(String[] members) {
        this.members = members;
    }

    /** @param shared gives the copy to keep of a key or a value */
    static Map<String, String> of(SortedMap<String, String> tags, UnaryOperator<String> shared) {
        String[] members = new String[2 * tags.size()];
        int next = 0;
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            members[next++] = shared.apply(tag.getKey());
            members[next++] = shared.apply(tag.getValue());
        }
        return new CompactTags(members);
    }

    @Override
    public int size() {
        return members.length / 2;
    }

    @Override
    public String get(Object key) {
        int at = indexOf(key);
        return at < 0 ? null : members[at + 1];
    }

    @Override
    public boolean containsKey(Object key) {
        return indexOf(key) >= 0;
    }

    /** A resource has 50 tags at most. */
    private int indexOf(Object key) {
        for (int at = 0; at < members.length; at += 2) {
            if (members[at].equals(key)) {
                return at;
            }
        }
        return -1;
    }

    /** A new set for each call, because {@link AbstractMap} would keep it in memory. */
    @Override
    public Set<String> keySet() {
        return each(tag -> members[2 * tag]);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return each(tag -> Map.entry(members[2 * tag], members[2 * tag + 1]));
    }

    private <T> Set<T> each(IntFunction<T> ofTag) {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return members.length / 2;
            }

            @Override
            public Iterator<T> iterator() {
                return IntStream.range(0, size()).mapToObj(ofTag).iterator();
            }
        };
    }
}
