package io.muster.rest.export;

import io.muster.finding.FindingExport;
import io.muster.finding.FindingView;
import java.util.List;

/** A form in which findings are exported. It is asked page by page, so that it needs no more memory than a page. */
interface ExportFormat {

    /** The parameter's value. */
    String name();

    String mediaType();

    /** The order that it asks for: what it writes of a page keeps that order, so that a stream can be resumed at any place. */
    default FindingExport.Order order() {
        return FindingExport.Order.ID;
    }

    /** The text before the first page; also of an export without a finding. */
    default String head() {
        return "";
    }

    /** The text of one page, never empty, complete in itself. */
    String page(List<FindingView> findings);
}
