package io.muster.demo;

import java.util.List;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An EC2 operation that lists resources of one type, page by page.
 *
 * @param response from the page's resources and the next token, which is null on the last page
 */
record ListOperation<T>(Selection<T> selection, Pages pages, BiFunction<List<T>, String, SdkPojo> response)
        implements Operation {

    @Override
    public SdkPojo answer(Call call) {
        Listing.Page<T> page = selection.page(call, pages.limit(call));
        return response.apply(page.values(), Pages.token(call, page.next()));
    }
}
