package io.muster.rest;

import io.muster.finding.FindingView;
import java.util.List;

/** A form in which findings are exported. It is asked page by page, so that it needs no more memory than a page. */
interface ExportFormat {

    /** The parameter's value. */
    String name();

    String mediaType();

    /** The text before the first page; also of an export without a finding. */
    default String head() {
        return "";
    }

    /** The text of one page, never empty, complete in itself. */
    String page(List<FindingView> findings);
}
