package io.muster.estate.privilege;

import java.util.ArrayList;
import java.util.List;

/** Every text of up to six characters: of two letters that the patterns of tests hold, and one that none does. */
final class ShortTexts {

    private static final int LONGEST = 6;

    static final List<String> ALL = all();

    private ShortTexts() {}

    private static List<String> all() {
        List<String> all = new ArrayList<>(List.of(""));
        for (int from = 0, length = 0; length < LONGEST; length++) {
            int to = all.size();
            for (; from < to; from++) {
                for (String letter : List.of("a", "b", "z")) {
                    all.add(all.get(from) + letter);
                }
            }
        }
        return all;
    }
}
