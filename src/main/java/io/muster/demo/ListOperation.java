package io.muster.demo;

import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/** An operation that lists resources of one type, page by page. */
record ListOperation(Declared declared, Shape shape, Function<Call, Listings> listings) implements Operation {

    @Override
    public SdkPojo answer(Call call) {
        SdkPojo response = declared.row().response();
        Listing.Page<SdkPojo> page = page(call, declared.paging().limit(call));
        Members.set(response, shape.member(), page.values());
        Paging.tell(call, page.next(), response);
        return response;
    }

    Listing.Page<SdkPojo> page(Call call, int limit) {
        return new Selection(call, listings.apply(call), shape).page(declared, limit);
    }
}
