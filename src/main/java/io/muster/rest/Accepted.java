package io.muster.rest;

import org.jboss.resteasy.reactive.RestResponse;

/** Answers to calls whose work goes on behind them. */
final class Accepted {

    private Accepted() {}

    /**
     * 202 with the work as it is now.
     *
     * @param location   where it is found
     * @param retryAfter in how many seconds it is worth to look at it again
     */
    static <T> RestResponse<T> of(String location, int retryAfter, T work) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, work)
                .header("Location", location)
                .header("Retry-After", retryAfter)
                .build();
    }
}
