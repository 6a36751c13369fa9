package io.continuo.gateway.http;

/** Answers a call, straight down the page; each call runs on a virtual thread of its own. */
@FunctionalInterface
public interface Endpoint {
  Reply answer(Call call) throws Exception;
}
