/**
 * The interface for agents: the Model Context Protocol over streamable HTTP, without sessions. Each tool is one stored GraphQL document;
 * no logic of its own.
 */
package io.muster.mcp;
