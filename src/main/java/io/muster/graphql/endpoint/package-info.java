/** Takes GraphQL requests in over HTTP and websockets, bounds what they may cost, and answers them with coded errors. */
package io.muster.graphql.endpoint;
