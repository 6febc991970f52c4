// Starts Swagger UI on the description of this server.
window.SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#swagger-ui",
  deepLinking: true,
  // The default asks another host whether the description is valid.
  validatorUrl: null,
});
