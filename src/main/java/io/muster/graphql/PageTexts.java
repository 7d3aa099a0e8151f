package io.muster.graphql;

/** The descriptions that all pages share: the arguments that ask for one, and the fields of a connection. */
final class PageTexts {

    static final String FIRST = "How many at most, from 1 to 500.";
    static final String AFTER = "The cursor of the entry before; the beginning without it.";
    static final String FILTER = "Which of them; all without it.";

    static final String CONNECTION = "A page of a list.";
    static final String EDGES = "The page's entries with their cursors.";
    static final String NODES = "The page's entries.";
    static final String PAGE_INFO = "Where the page is in the list.";
    static final String TOTAL_COUNT = "How long the whole list is; counted only when selected.";

    static final String EDGE = "An entry of a list.";
    static final String CURSOR = "The place in the list, for `after`.";
    static final String NODE = "The entry.";

    private PageTexts() {}
}
