-- Lets Neovim talk to tfk8s lsp: nvim --headless -u NONE -l neovim.lua, or before 0.9: nvim --headless -u NONE -c 'luafile neovim.lua'
-- The set-up is the one of editors/README.md, which the caller has put into $TFK8S_SETUP.
local function fail(text)
  io.stderr:write(text .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, such)
  if not vim.wait(30000, such, 20) then
    fail("no " .. what)
  end
end

local function request(method, params)
  local answer
  vim.lsp.buf_request(0, method, params, function(err, result)
    answer = { err = err, result = result }
  end)
  wait("answer to " .. method, function() return answer ~= nil end)
  if answer.err then
    fail(method .. ": " .. vim.inspect(answer.err))
  end
  return answer.result
end

local function diagnostic(code)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.code == code then
      return d
    end
  end
end

vim.cmd("filetype on")
dofile(os.getenv("TFK8S_SETUP"))
vim.cmd("edit " .. os.getenv("TFK8S_FILE"))
wait("finding", function() return diagnostic("legacy-image") ~= nil end)

local get = vim.lsp.get_clients or vim.lsp.get_active_clients
local encoding = get()[1].offset_encoding
local found = diagnostic("legacy-image")
local line = vim.api.nvim_buf_get_lines(0, found.lnum, found.lnum + 1, true)[1]
if not line:sub(found.col + 1):match("^\"?docker%-registry") then
  fail("the finding is at column " .. found.col .. " of: " .. line)
end

-- The hover at the finding.
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col + 2 })
local place = vim.lsp.util.make_position_params(0, encoding)
if not request("textDocument/hover", place).contents.value:match("Why it matters") then
  fail("the hover has no page")
end

-- All safe fixes, as a person would ask for them.
local range = vim.lsp.util.make_given_range_params({ 1, 0 }, { vim.api.nvim_buf_line_count(0), 0 }, 0, encoding)
range.context = { diagnostics = {}, only = { "source.fixAll" } }
local action = request("textDocument/codeAction", range)[1]
if not action.edit then
  action = request("codeAction/resolve", action)
end
vim.lsp.util.apply_workspace_edit(action.edit, encoding)
wait("end of the finding", function() return diagnostic("legacy-image") == nil end)
if not table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n"):match("toolforge%-python35%-sssd%-base") then
  fail("the fix is not made")
end

-- Completion on a new line that somebody is typing.
local last = vim.api.nvim_buf_line_count(0)
vim.api.nvim_buf_set_lines(0, last, last, true, { "  bac" })
vim.api.nvim_win_set_cursor(0, { last + 1, 5 })
local list = request("textDocument/completion", vim.lsp.util.make_position_params(0, encoding))
if #(list.items or list) == 0 then
  fail("there is no completion")
end

for _, c in ipairs(get()) do
  if vim.fn.has("nvim-0.11") == 1 then
    c:stop()
  else
    c.stop()
  end
end
wait("end of the server", function() return #get() == 0 end)
print("ok: Neovim understands tfk8s lsp")
vim.cmd("qall!")
