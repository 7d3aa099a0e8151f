package io.muster.platform;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant by an unknown one. */
public final class Nearest {

    /**
     * The longest text that is compared, because the time grows with the product of both lengths. A longer text is no misspelt
     * name.
     */
    private static final int LONGEST = 100;

    private Nearest() {}

    /**
     * The most similar of the names: by the number of characters that have to be inserted, deleted, replaced or swapped with
     * their neighbour, in any case. The first in the order of the alphabet where several are as similar.
     *
     * @return empty where there are no names, where the most similar one has no character in common, or where
     *     the text is too long for a name
     */
    public static Optional<String> of(String wanted, Collection<String> names) {
        if (wanted.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = wanted.toLowerCase(Locale.ROOT);
        return names.stream()
                .min(Comparator.<String>comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name ->
                        distance(lower, name.toLowerCase(Locale.ROOT)) < Math.max(wanted.length(), name.length()));
    }

    /** A sentence that names the most similar name, to be appended to one without a full stop; empty where there is none. */
    public static String suggestion(String wanted, Collection<String> names) {
        return of(wanted, names).map(name -> ". Did you mean " + name + "?").orElse("");
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
